"""The analysts' pages: queue, review, registry, models, reports, trail."""
