"""What routes need from the running server, typed, in one place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from pagepulse.accounts.backoff import LoginBackoff
from pagepulse.accounts.origins import Address, Origins, parse_address
from pagepulse.accounts.passwords import PasswordThreads
from pagepulse.accounts.request_rates import RequestRates
from pagepulse.accounts.single_sign_on import SingleSignOn
from pagepulse.control import Control
from pagepulse.errors import InvalidInputError
from pagepulse.projects.directory import ProjectDirectory
from pagepulse.settings import Settings
from pagepulse.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Services:
    """Everything with a life as long as the server's; `app.state.services`."""

    settings: Settings
    control: Control
    projects: ProjectDirectory
    warehouse: Warehouse
    origins: Origins
    passwords: PasswordThreads
    backoff: LoginBackoff
    rates: RequestRates = field(default_factory=RequestRates)
    # None where the operator has named no provider.
    sign_on: SingleSignOn | None = None


def services_of(request: Request) -> Services:
    """Return the services of the application that answers this request."""
    services: Services = request.app.state.services
    return services


def control_of(request: Request) -> Control:
    """Return the control database."""
    return services_of(request).control


def warehouse_of(request: Request) -> Warehouse:
    """Return the warehouse."""
    return services_of(request).warehouse


def address_of(request: Request) -> Address:
    """Return scheme and host of the request; raises InvalidInputError for a broken Host header."""
    address = parse_address(request.url.scheme, request.headers.get("host", ""))
    if address is None:
        raise InvalidInputError("bad_host", "The Host header is not a host name.")
    return address


ServicesOf = Annotated[Services, Depends(services_of)]
ControlOf = Annotated[Control, Depends(control_of)]
WarehouseOf = Annotated[Warehouse, Depends(warehouse_of)]
AddressOf = Annotated[Address, Depends(address_of)]
