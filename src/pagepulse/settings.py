"""Every PAGEPULSE_* variable: one frozen class, read once by the command line and passed down."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

# Scheme, host and port: a path in front of the dashboard is not supported.
ORIGIN_URL = r"^(https?://[^/\s?#]+/?)?$"
SMTP_URL = r"^((smtp|smtps|smtp\+starttls)://([^\s/@]+@)?[^\s/@?#]+/?)?$"
# A plain address: it stands in a header of every letter.
MAIL_FROM = r"^([^\s@<>,;:\"()\[\]\\]+@[A-Za-z0-9.-]+)?$"
SOCKET_URL = r"^((ws|http)s?://[^/\s?#]+/?)?$"


class Settings(BaseSettings):
    """What an operator can set: variable `PAGEPULSE_<NAME>` or flag `--<name>`, which wins."""

    model_config = SettingsConfigDict(env_prefix="PAGEPULSE_", frozen=True, extra="ignore")

    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(
        default=8200, ge=0, le=65535, description="Port of dashboard, API and ingest."
    )
    player_port: int = Field(
        default=8201, ge=0, le=65535, description="Port of the player page, an origin of its own."
    )
    metrics_port: int = Field(
        default=8202,
        ge=0,
        le=65535,
        description="Port of Prometheus /metrics, always on loopback. 0 turns it off.",
    )
    data: Path = Field(
        default=Path("pagepulse-data"), description="Folder that holds everything PagePulse stores."
    )
    public_url: str = Field(
        default="",
        pattern=ORIGIN_URL,
        description="Address of the dashboard as people see it, when a proxy stands in front.",
    )
    player_url: str = Field(
        default="",
        pattern=ORIGIN_URL,
        description="Address of the player page as people see it. Must be another origin.",
    )
    enable_live_recording: bool = Field(
        default=True,
        description="Sockets of visitors, who is online, and the button that records them live.",
    )
    socket_url: str = Field(
        default="",
        pattern=SOCKET_URL,
        description="Address of the sockets as visitors' browsers see it. Empty: the tracker's.",
    )
    trusted_proxies: str = Field(
        default="", description="Comma-separated networks whose X-Forwarded-* headers are believed."
    )
    warehouse_url: str = Field(
        default="", description="Warehouse DSN. Empty: the embedded engine inside the data folder."
    )
    control_url: str = Field(
        default="",
        description="Control database as SQLAlchemy URL. Empty: SQLite inside the data folder.",
    )
    redis_url: str = Field(
        default="",
        pattern=r"^((redis|rediss|unix)://\S+)?$",
        description="Redis between several servers of one control database. Empty: one server.",
    )
    oidc_issuer: str = Field(
        default="",
        pattern=r"^(https://\S+|http://(localhost|127\.0\.0\.1)(:\d+)?(/\S*)?)?$",
        description="Address of an OpenID Connect provider that members may log in with. Its "
        "redirect address is PUBLIC_URL/api/auth/sign-on/callback. Empty: passwords only.",
    )
    oidc_client_id: str = Field(default="", description="Client id at the provider.")
    oidc_client_secret: str = Field(default="", description="Client secret at the provider.")
    oidc_name: str = Field(
        default="your company account",
        max_length=60,
        description="What the login's button calls the provider.",
    )
    smtp_url: str = Field(
        default="",
        pattern=SMTP_URL,
        description="Mail server of alerts and digests: `smtp://`, `smtp+starttls://` or `smtps://`"
        " with `user:password@host:port`. Empty: no e-mail.",
    )
    mail_from: str = Field(
        default="", pattern=MAIL_FROM, description="Address that e-mail comes from."
    )
    allow_loopback_webhooks: bool = Field(
        default=False,
        description="Webhooks may go to localhost, over plain HTTP too. For development only.",
    )
    warehouse_memory_mb: int = Field(
        default=1500, ge=256, description="Memory the embedded warehouse may use, in MiB."
    )
    damaged_days: int = Field(
        default=30,
        ge=0,
        description="Days for which damaged files are kept that `repair` set aside: long enough to "
        "notice what is missed. What is erased or hidden takes them along at once.",
    )
    journal_max_gb: float = Field(
        default=20, gt=0, description="Journal size in GB above which ingest answers 503."
    )
    disk_low_percent: float = Field(
        default=85,
        gt=0,
        le=100,
        description="Used share of the disk in percent from which it is called low. "
        "Of a disk of more than 200 GB the last 200 GB count.",
    )
    disk_shedding_percent: float = Field(
        default=92,
        gt=0,
        le=100,
        description="… from which recordings of dull sessions go, where projects allow it.",
    )
    disk_full_percent: float = Field(
        default=97, gt=0, le=100, description="… from which ingest answers 503."
    )
    reserve_mb: int = Field(
        default=256,
        ge=0,
        description="Room on the disk that is held back in MB, so that a full disk can be cleared; "
        "below 64 it does not suffice.",
    )
    rate_factor: float = Field(
        default=1,
        ge=0,
        description="Multiplies every limit of requests per second; 0 turns them off.",
    )
    log_format: Literal["auto", "console", "json"] = Field(
        default="auto", description="Log output; auto writes console on a terminal, JSON elsewhere."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Least level that is logged."
    )
    shutdown_seconds: int = Field(
        default=15,
        ge=1,
        description="Time for open requests and stored batches at shutdown, in seconds.",
    )

    @property
    def visitor_sockets(self) -> str | None:
        """Where trackers connect: an origin, empty for their own server; None where live is off."""
        if not self.enable_live_recording:
            return None
        origin = self.socket_url.rstrip("/")
        return f"ws{origin.removeprefix('http')}" if origin.startswith("http") else origin

    @model_validator(mode="after")
    def _player_stands_apart(self) -> Settings:
        if self.player_url and self.player_url.rstrip("/") == self.public_url.rstrip("/"):
            raise ValueError("player_url must be another origin than public_url")
        return self
