"""What is counted and timed, for Prometheus."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 60.0)
_CONFIDENCES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

STAGES = ("upload", "queue", "read", "store", "answer")


class Metrics:
    """One registry for each application, so that two in one process do not add up."""

    def __init__(self) -> None:
        registry = self._registry = CollectorRegistry()
        self._requests = Counter(
            "yiju_http_requests", "Requests.", ("method", "route", "status"), registry=registry
        )
        self._request_seconds = Histogram(
            "yiju_http_request_seconds",
            "Seconds of a request, from its head to the end of its answer.",
            ("route",),
            buckets=_SECONDS,
            registry=registry,
        )
        self._documents = Counter(
            "yiju_documents",
            "Documents by outcome: read, stored (answered from the store), or an error's code.",
            ("outcome",),
            registry=registry,
        )
        self._stage_seconds = Histogram(
            "yiju_stage_seconds",
            "Seconds of a document in one stage.",
            ("stage",),
            buckets=_SECONDS,
            registry=registry,
        )
        self._confidence = Histogram(
            "yiju_confidence",
            "Confidence of the values and citations that were read.",
            buckets=_CONFIDENCES,
            registry=registry,
        )
        self._queue = Gauge(
            "yiju_queue_length", "Documents that wait for a reading process.", registry=registry
        )
        self._workers = Gauge(
            "yiju_workers", "Reading processes that take documents.", registry=registry
        )

    def watch(self, *, queue: Callable[[], float], workers: Callable[[], float]) -> None:
        """Ask these for the queue's length and the ready reading processes."""
        self._queue.set_function(queue)
        self._workers.set_function(workers)

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request; a made-up method must not make a series of its own."""
        known = method if method in _METHODS else "other"
        self._requests.labels(known, route, str(status)).inc()
        self._request_seconds.labels(route).observe(seconds)

    def document(self, outcome: str) -> None:
        """Count one document."""
        self._documents.labels(outcome).inc()

    def stage(self, stage: str, seconds: float) -> None:
        """Time one of `STAGES`."""
        self._stage_seconds.labels(stage).observe(seconds)

    def confidences(self, found: Iterable[float]) -> None:
        """Count the confidences of values and citations."""
        for confidence in found:
            self._confidence.observe(confidence)

    def page(self) -> bytes:
        """Return the figures as Prometheus reads them."""
        return generate_latest(self._registry)
