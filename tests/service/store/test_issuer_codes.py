from __future__ import annotations

from extraction.registry.regulations import CodeIssuer, IssuerCode
from service.store import Store
from service.store.issuer_codes import insert_issuer_codes, read_issuer_codes
from service.store.works import registry_stamp

WATER = IssuerCode("云水", (CodeIssuer("云州市水务局", 12, "甲"),))
# ambiguous, the order is not that of the names
BUILDING = IssuerCode(
    "建房", (CodeIssuer("住房城乡建设部", 9, "甲"), CodeIssuer("云州市房管局", 2, "乙"))
)


def _codes(store: Store) -> list[IssuerCode]:
    with store.read() as connection:
        return list(read_issuer_codes(connection))


def test_codes_come_back_with_their_issuers_in_order(store: Store) -> None:
    with store.write() as connection:
        assert insert_issuer_codes(connection, [WATER, BUILDING]) == 2
    assert sorted(_codes(store), key=lambda code: code.code) == sorted(
        [WATER, BUILDING], key=lambda code: code.code
    )


def test_a_code_given_again_takes_the_place_of_the_first(store: Store) -> None:
    fewer = IssuerCode("建房", BUILDING.issuers[:1])
    with store.write() as connection:
        insert_issuer_codes(connection, [WATER, BUILDING])
        before = registry_stamp(connection)
        insert_issuer_codes(connection, [fewer])
        assert registry_stamp(connection) != before
    assert set(_codes(store)) == {WATER, fewer}


def test_many_codes_at_once(store: Store) -> None:
    codes = [IssuerCode(f"云{n:05}", (CodeIssuer("云州市", n, "甲"),)) for n in range(1203)]
    with store.write() as connection:
        insert_issuer_codes(connection, codes)
        insert_issuer_codes(connection, codes)
    assert _codes(store) == codes
