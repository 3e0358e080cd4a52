/** A flow of sessions through pages, as the chart takes it. */

import type { EChartsCoreOption } from "echarts/core";
import type { Colors } from "../../charts/colors";
import { pageName } from "../../filters/happenings";

/** The page that stands for all that are not told apart, as the server names it. */
export const OTHER = "…";

export interface FlowNode {
  step: number;
  page: string;
  sessions: number;
  exits: number;
}

export interface FlowLink {
  step: number;
  source: string;
  target: string;
  sessions: number;
}

/** A page is another node at each step: a flow has no circles. */
function idOf(step: number, page: string): string {
  return `${step} ${page}`;
}

export function flowOption(
  nodes: readonly FlowNode[],
  links: readonly FlowLink[],
  colors: Colors,
): EChartsCoreOption {
  return {
    animation: false,
    series: [
      {
        type: "sankey",
        left: 8,
        right: 140,
        top: 8,
        bottom: 8,
        nodeWidth: 10,
        nodeGap: 14,
        draggable: false,
        emphasis: { focus: "adjacency" },
        // The order is the server's: by size, and what is not listed last.
        layoutIterations: 0,
        data: nodes.map(({ step, page, sessions, exits }) => ({
          name: idOf(step, page),
          depth: step - 1,
          value: sessions,
          itemStyle: { color: exits > sessions / 2 ? colors.attention : colors.pulse },
        })),
        links: links.map(({ step, source, target, sessions }) => ({
          source: idOf(step, source),
          target: idOf(step + 1, target),
          value: sessions,
        })),
        lineStyle: { color: colors.pulse, opacity: 0.16, curveness: 0.5 },
        label: {
          color: colors.ink,
          fontFamily: "Inter Variable",
          fontSize: 12,
          overflow: "truncate",
          width: 130,
          formatter: ({ name, value }: { name: string; value: number }) => {
            const page = name.slice(name.indexOf(" ") + 1);
            return `${page === OTHER ? "all others" : pageName(page)}  ${value}`;
          },
        },
      },
    ],
  };
}
