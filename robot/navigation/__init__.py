"""Hall map and service graph -> directions and next steps. Pure: content in, sentences and steps out."""
