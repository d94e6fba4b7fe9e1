"""A picture of one page with what was found on it."""

from service.drawing.picture import Picture, draw_page, plain_page

__all__ = ["Picture", "draw_page", "plain_page"]
