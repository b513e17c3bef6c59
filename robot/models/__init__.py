"""The model store: what can be installed, from where, checked how.

`ModelStore(paths.MODELS, manifest.load())` is the door; `path(name)` is what engines ask.
"""
