import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { ErrorMessage } from "../components/message";
import { Skeleton } from "../components/skeleton";
import { UNKNOWN } from "../filters/filters";
import { countryName } from "../format";
import { Card } from "./card";
import { DownloadMenu } from "./download-menu";
import { LinkedBars } from "./linked-bars";
import { useAnalytics } from "./question";

/** The shapes of all countries are large: they come when somebody looks at a map. */
export const WorldMap = lazy(async () => ({ default: (await import("./world-map")).WorldMap }));

/** Rows beside the map. */
const SHOWN = 10;
/** More countries than there are. */
const ALL = 300;

/** Visitors by country, as a map and as a list; a country on the map filters the screen. */
export function Countries() {
  const found = useAnalytics("/api/analytics/breakdown", { dimension: "country", limit: ALL });
  return (
    <Card
      title="Countries"
      actions={
        <DownloadMenu
          table="breakdown"
          label="Download countries"
          more={{ dimension: "country" }}
          size="icon-small"
        />
      }
    >
      {found.isError && !found.data ? (
        <ErrorMessage
          title="The countries could not be loaded"
          error={found.error}
          onRetry={() => void found.refetch()}
        />
      ) : (
        <MapAndList rows={found.data?.rows} />
      )}
    </Card>
  );
}

interface CountryRow {
  value: string;
  visitors: number;
}

function MapAndList({ rows }: { rows: readonly CountryRow[] | undefined }) {
  const counts = (rows ?? [])
    .filter(({ value }) => value !== "")
    .map(({ value, visitors }) => ({ code: value, count: visitors }));
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <Suspense fallback={<MapSkeleton />}>
        <WorldMap
          counts={counts}
          noun="visitors"
          linkOf={(code, props) => (
            <Link to="." search={(previous) => ({ ...previous, country: [code] })} {...props} />
          )}
        />
      </Suspense>
      {rows ? (
        <LinkedBars
          rows={rows.slice(0, SHOWN).map(({ value, visitors }) => ({
            key: value,
            label: value === "" ? "Unknown" : (countryName(value) ?? value),
            value: visitors,
            more: { country: [value === "" ? UNKNOWN : value] },
          }))}
          empty="Nobody came in this range."
        />
      ) : (
        <Skeleton className="h-40 w-full rounded-md" />
      )}
    </div>
  );
}

export function MapSkeleton() {
  return <Skeleton className="aspect-[1010/666] w-full rounded-md" />;
}
