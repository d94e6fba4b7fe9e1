"""The application of the analysts' pages: sessions, templates, headers, one door for every page."""

from service.review.site.building import Site, review_app

__all__ = ["Site", "review_app"]
