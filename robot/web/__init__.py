"""The kiosk page: what visitors see and touch, and the WebSocket over which a page hears, asks and speaks."""
