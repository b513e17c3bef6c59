"""Set-up: the environment, the system libraries and the default models. Standard library only.

Everything here runs on the system's own Python before anything is installed.
"""
