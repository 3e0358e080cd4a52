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

type FieldProps = {
  order: Order;
  onChange: (changed: Partial<Order>) => void;
};

/** Which visitors a run is about; what is left empty does not matter. */
export function FilterFields({
  problem,
  visitors,
  ...field
}: FieldProps & {
  /** What is wrong with the page; empty when nothing. */
  problem: string;
  visitors: readonly LiveVisitor[];
}) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <div className="sm:col-span-2">
        <PageField {...field} problem={problem} />
      </div>
      <DeviceField {...field} />
      <CountryField {...field} visitors={visitors} />
      <SourceField {...field} visitors={visitors} />
      <NextField {...field} />
      <div className="sm:col-span-2">
        <VisitorField {...field} />
      </div>
    </div>
  );
}

function PageField({ order, problem, onChange }: FieldProps & { problem: string }) {
  const note = order.page ? describePattern(order.page) : "A path; * stands for any text.";
  return (
    <Field label="Page" note={note} error={problem || undefined}>
      {(ids) => (
        <Input
          {...ids}
          placeholder="/checkout/*"
          value={order.page}
          onChange={(event) => onChange({ page: event.target.value })}
        />
      )}
    </Field>
  );
}

function DeviceField({ order, onChange }: FieldProps) {
  const devices = DEVICES.map((device) => ({ value: device, label: deviceLabel(device) }));
  return (
    <Field label="Device">
      {({ id }) => (
        <Select
          id={id}
          value={order.device || ANY}
          choices={[{ value: ANY, label: "Any device" }, ...devices]}
          onChange={(device) => onChange({ device: device === ANY ? "" : device })}
        />
      )}
    </Field>
  );
}

function CountryField({
  order,
  visitors,
  onChange,
}: FieldProps & { visitors: readonly LiveVisitor[] }) {
  const countries = countriesOf(visitors, order.country);
  return (
    <Field label="Country">
      {({ id }) => (
        <Select
          id={id}
          value={order.country || ANY}
          choices={[{ value: ANY, label: "Any country" }, ...countries]}
          onChange={(country) => onChange({ country: country === ANY ? "" : country })}
        />
      )}
    </Field>
  );
}

function SourceField({
  order,
  visitors,
  onChange,
}: FieldProps & { visitors: readonly LiveVisitor[] }) {
  const list = useId();
  const sources = [...new Set(visitors.map(sourceOf))].toSorted();
  return (
    <Field label="Source">
      {(ids) => (
        <>
          <Input
            {...ids}
            list={list}
            placeholder="news.example, or direct"
            value={order.source}
            onChange={(event) => onChange({ source: event.target.value })}
          />
          <datalist id={list}>
            {sources.map((source) => (
              <option key={source} value={source} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

function NextField({ order, onChange }: FieldProps) {
  return (
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
  );
}

function VisitorField({ order, onChange }: FieldProps) {
  return (
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
  );
}

/** The countries of those who are online, and the one that is chosen. */
function countriesOf(visitors: readonly LiveVisitor[], chosen: string) {
  const codes = new Set([...visitors.map(({ country }) => country), chosen].filter(Boolean));
  return [...codes]
    .map((value) => ({ value, label: countryName(value) ?? value }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
}
