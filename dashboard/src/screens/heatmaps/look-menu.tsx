import { Palette as PaletteIcon } from "lucide-react";
import { Slider, Switch } from "radix-ui";
import { useId } from "react";
import { Button } from "../../components/button";
import { Popover, PopoverContent, PopoverTrigger } from "../../components/popover";
import { Select } from "../../components/select";
import type { Look } from "../../player/heatmap/messages";
import { PALETTES, type Palette, SCALES } from "../../player/heatmap/palette";
import { OPACITY_PERCENT, RADIUS_PX } from "./search";

const PALETTE_NAMES: Record<Palette, string> = {
  viridis: "Viridis",
  inferno: "Inferno",
  teal: "Teal",
  fog: "Fog: bright where it happens",
};
const SCALE_NAMES = { linear: "Linear", log: "Logarithmic" } as const;

/** How the heat is drawn. */
export function LookMenu({ look, onChange }: { look: Look; onChange: (look: Look) => void }) {
  const change = (part: Partial<Look>) => onChange({ ...look, ...part });
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button>
          <PaletteIcon aria-hidden="true" className="text-ink-faint" />
          Look
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" className="flex w-72 flex-col gap-4 p-4">
        <Labelled label="Colours">
          <Select
            aria-label="Colours"
            value={look.palette}
            choices={PALETTES.map((value) => ({ value, label: PALETTE_NAMES[value] }))}
            onChange={(palette) => change({ palette })}
          />
        </Labelled>
        <Labelled label="Scale">
          <Select
            aria-label="Scale"
            value={look.scale}
            choices={SCALES.map((value) => ({ value, label: SCALE_NAMES[value] }))}
            onChange={(scale) => change({ scale })}
          />
        </Labelled>
        <Labelled label={`Opacity, ${Math.round(look.opacity * 100)} %`}>
          <Range
            label="Opacity"
            min={OPACITY_PERCENT[0]}
            max={OPACITY_PERCENT[1]}
            value={Math.round(look.opacity * 100)}
            onChange={(percent) => change({ opacity: percent / 100 })}
          />
        </Labelled>
        <Labelled label={`Radius, ${look.radiusPx} px`}>
          <Range
            label="Radius"
            min={RADIUS_PX[0]}
            max={RADIUS_PX[1]}
            value={look.radiusPx}
            onChange={(radiusPx) => change({ radiusPx })}
          />
        </Labelled>
        <BoxSwitch isOn={look.hasBoxes} onChange={(hasBoxes) => change({ hasBoxes })} />
      </PopoverContent>
    </Popover>
  );
}

function Labelled({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-col gap-1.5">
      <span className="text-ink-muted text-xs">{label}</span>
      {children}
    </div>
  );
}

function Range({
  label,
  min,
  max,
  value,
  onChange,
}: {
  label: string;
  min: number;
  max: number;
  value: number;
  onChange: (value: number) => void;
}) {
  return (
    <Slider.Root
      min={min}
      max={max}
      value={[value]}
      onValueChange={([next]) => onChange(next ?? value)}
      className="relative flex h-5 touch-none select-none items-center"
    >
      <Slider.Track className="relative h-1 grow rounded-full bg-line-strong">
        <Slider.Range className="absolute h-full rounded-full bg-pulse" />
      </Slider.Track>
      <Slider.Thumb
        aria-label={label}
        className="block size-4 rounded-full border border-line-strong bg-raised shadow-popover"
      />
    </Slider.Root>
  );
}

function BoxSwitch({ isOn, onChange }: { isOn: boolean; onChange: (isOn: boolean) => void }) {
  const id = useId();
  return (
    <div className="flex items-center justify-between">
      <label htmlFor={id}>Numbers of the elements</label>
      <Switch.Root
        id={id}
        checked={isOn}
        onCheckedChange={onChange}
        className="h-5 w-9 rounded-full bg-line-strong transition-colors data-[state=checked]:bg-pulse"
      >
        <Switch.Thumb className="block size-4 translate-x-0.5 rounded-full bg-raised transition-transform data-[state=checked]:translate-x-4.5" />
      </Switch.Root>
    </div>
  );
}
