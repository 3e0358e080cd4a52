import type { EChartsCoreOption, EChartsType } from "echarts/core";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { useTheme } from "../theme";
import { type Colors, readColors } from "./colors";
import { init } from "./echarts";

const DARK = matchMedia("(prefers-color-scheme: dark)");

function subscribeToSystem(listener: () => void): () => void {
  DARK.addEventListener("change", listener);
  return () => DARK.removeEventListener("change", listener);
}

/** Something that changes when the colours do. */
function useLook(): string {
  const isDark = useSyncExternalStore(subscribeToSystem, () => DARK.matches);
  return `${useTheme()} ${isDark}`;
}

/** A chart that fills its box. What it says must also stand beside it as text. */
export function Chart({
  option,
  label,
  className,
  onReady,
}: {
  /** Kept by the caller: a new one draws anew. */
  option: (colors: Colors) => EChartsCoreOption;
  label: string;
  className?: string;
  /** Called once; returns what is to be done at the end. */
  onReady?: (chart: EChartsType) => (() => void) | undefined;
}) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const ready = useRef(onReady);
  ready.current = onReady;
  const look = useLook();

  useEffect(() => {
    if (!box.current) return;
    const made = init(box.current, null, { renderer: "canvas" });
    chart.current = made;
    const end = ready.current?.(made);
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      end?.();
      made.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    // The look is no part of the option, but colours are read anew for it.
    void look;
    chart.current?.setOption(option(readColors()), { notMerge: true });
  }, [option, look]);

  return <div ref={box} role="img" aria-label={label} className={className} />;
}
