"""Several pictures at once, for a limited time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed

from .client import UNREACHABLE, Client, FetchError

AT_ONCE = 8


def fetch_all(
    client: Client, urls: Sequence[str], at_once: int = AT_ONCE
) -> Iterator[tuple[str, bytes | FetchError]]:
    """Yield each address with what it brought, as they come in.

    Each takes as long as the client lets it. A name server that does not answer can hold a thread
    for longer; nobody waits for it.
    """
    pool = ThreadPoolExecutor(at_once, thread_name_prefix="user_import_photo")
    futures: dict[Future[bytes], str] = {pool.submit(client.fetch, url): url for url in urls}
    rounds = -(-len(urls) // at_once)
    try:
        for future in as_completed(futures, timeout=rounds * (client.seconds + 1)):
            yield futures.pop(future), _result(future)
    except TimeoutError:
        for url in futures.values():
            yield url, FetchError(UNREACHABLE)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _result(future: Future[bytes]) -> bytes | FetchError:
    try:
        return future.result()
    except FetchError as error:
        return error
