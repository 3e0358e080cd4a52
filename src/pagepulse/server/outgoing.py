"""What leaves the server on its own, put together: alerts, digests and their ways out."""

from __future__ import annotations

from dataclasses import dataclass

from pagepulse.accounts.dependencies import Services
from pagepulse.alerts.service import Alerts
from pagepulse.digests.service import Digests
from pagepulse.live.hub import Hub
from pagepulse.outbound.mail import Mailer
from pagepulse.outbound.webhooks import WebhookSender


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Both features, which share one courier and one mail server."""

    alerts: Alerts
    digests: Digests

    @classmethod
    def of(cls, services: Services, hub: Hub) -> Outgoing:
        """Put them together; nothing is begun yet."""
        settings = services.settings
        mailer = Mailer(settings)
        alerts = Alerts(
            control=services.control,
            warehouse=services.warehouse,
            origins=services.origins,
            hub=hub,
            webhooks=WebhookSender(allow_loopback=settings.allow_loopback_webhooks),
            mailer=mailer,
        )
        digests = Digests(
            control=services.control,
            warehouse=services.warehouse,
            origins=services.origins,
            mailer=mailer,
            courier=alerts.courier,
        )
        return cls(alerts, digests)

    async def start(self) -> None:
        """Begin to check and to send."""
        await self.alerts.start()
        await self.digests.start()

    async def stop(self) -> None:
        """Check and send nothing more."""
        await self.digests.stop()
        await self.alerts.stop()
