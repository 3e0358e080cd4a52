import { ShareButton } from "../../shares/share-button";
import type { HeatRequest } from "./queries";
import { type MapSearch, momentOf } from "./search";

/** Shows this map, with its filters and days, to people without a login. */
export function ShareMap({ request, search }: { request: HeatRequest; search: MapSearch }) {
  const { projectId: _project, ...filter } = request;
  return (
    <ShareButton
      isIconOnly
      what="heatmap"
      content={() => ({
        heatmap: {
          filter: {
            ...filter,
            automated: filter.automated ?? false,
            timeZone: filter.timeZone ?? "UTC",
          },
          width: search.width ?? null,
          look: search.look ?? "",
          picture: momentOf(search.moment),
        },
      })}
      isOfThis={(link) => link.pageURL === request.pageURL && link.type === request.type}
      hidden="Shown are the map on its recorded page and its numbers, with the filters and days that are set now. Hidden are the sessions and visitors behind them, and queries in addresses."
    />
  );
}
