"""The HTTP service: one document in, one answer out.

`service.api.app.create_app` puts it together; nothing is imported here, so that the command can
start the reading processes before the web framework is loaded.
"""
