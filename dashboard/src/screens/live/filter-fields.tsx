import { useId } from "react";
import { deviceLabel } from "../../components/device";
import { Field, Input } from "../../components/input";
import { Select } from "../../components/select";
import { DEVICES } from "../../filters/filters";
import { countryName } from "../../format";
import type { LiveVisitor } from "../../live/messages";
import { describePattern } from "../settings/path-patterns";
import { sourceOf } from "./online";
import { MOST_NEXT, type Order } from "./run-order";

/** What Radix takes for "no choice": an item's value may not be empty. */
const ANY = "any";

/** Which visitors a run is about; what is left empty does not matter. */
export function FilterFields({
  order,
  problem,
  visitors,
  onChange,
}: {
  order: Order;
  /** What is wrong with the page; empty when nothing. */
  problem: string;
  visitors: readonly LiveVisitor[];
  onChange: (changed: Partial<Order>) => void;
}) {
  const sources = useId();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <div className="sm:col-span-2">
        <Field
          label="Page"
          note={order.page ? describePattern(order.page) : "A path; * stands for any text."}
          error={problem || undefined}
        >
          {(ids) => (
            <Input
              {...ids}
              placeholder="/checkout/*"
              value={order.page}
              onChange={(event) => onChange({ page: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Field label="Device">
        {({ id }) => (
          <Select
            id={id}
            value={order.device || ANY}
            choices={[
              { value: ANY, label: "Any device" },
              ...DEVICES.map((device) => ({ value: device, label: deviceLabel(device) })),
            ]}
            onChange={(device) => onChange({ device: device === ANY ? "" : device })}
          />
        )}
      </Field>
      <Field label="Country">
        {({ id }) => (
          <Select
            id={id}
            value={order.country || ANY}
            choices={[
              { value: ANY, label: "Any country" },
              ...countriesOf(visitors, order.country),
            ]}
            onChange={(country) => onChange({ country: country === ANY ? "" : country })}
          />
        )}
      </Field>
      <Field label="Source">
        {(ids) => (
          <>
            <Input
              {...ids}
              list={sources}
              placeholder="news.example, or direct"
              value={order.source}
              onChange={(event) => onChange({ source: event.target.value })}
            />
            <datalist id={sources}>
              {[...new Set(visitors.map(sourceOf))].toSorted().map((source) => (
                <option key={source} value={source} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Field label="Only the next">
        {(ids) => (
          <Input
            {...ids}
            type="number"
            min={1}
            max={MOST_NEXT}
            placeholder="all visitors"
            value={order.nextVisitors}
            onChange={(event) => onChange({ nextVisitors: event.target.value })}
          />
        )}
      </Field>
      <div className="sm:col-span-2">
        <Field label="Visitor">
          {(ids) => (
            <Input
              {...ids}
              placeholder="v_…, to record one visitor whenever they come"
              value={order.visitorId}
              onChange={(event) => onChange({ visitorId: event.target.value })}
            />
          )}
        </Field>
      </div>
    </div>
  );
}

/** The countries of those who are online, and the one that is chosen. */
function countriesOf(visitors: readonly LiveVisitor[], chosen: string) {
  const codes = new Set([...visitors.map(({ country }) => country), chosen].filter(Boolean));
  return [...codes]
    .map((value) => ({ value, label: countryName(value) ?? value }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
}
