import { CircleHelp, type LucideIcon, Monitor, Smartphone, Tablet } from "lucide-react";
import { Hint } from "./hint";

const DEVICES: Record<string, { icon: LucideIcon; label: string }> = {
  desktop: { icon: Monitor, label: "Desktop" },
  tablet: { icon: Tablet, label: "Tablet" },
  mobile: { icon: Smartphone, label: "Mobile" },
};

/** The word for a device class as the API names it. */
export function deviceLabel(device: string): string {
  return DEVICES[device]?.label ?? "Unknown device";
}

export function DeviceIcon({ device, className }: { device: string; className?: string }) {
  const { icon: Icon, label } = DEVICES[device] ?? { icon: CircleHelp, label: "Unknown device" };
  return (
    <Hint text={label}>
      <span className="inline-flex">
        <Icon role="img" aria-label={label} className={className ?? "size-4 text-ink-faint"} />
      </span>
    </Hint>
  );
}
