"""The application of the analysts' pages: sessions, templates, headers, one door for every page."""

from service.review.site.building import review_app
from service.review.site.site import Site

__all__ = ["Site", "review_app"]
