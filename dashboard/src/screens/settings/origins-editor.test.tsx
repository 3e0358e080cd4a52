// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { Tooltip } from "radix-ui";
import { useState } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { OriginsEditor } from "./origins-editor";

function Editor({ initial }: { initial: string[] }) {
  const [origins, setOrigins] = useState(initial);
  return (
    <Tooltip.Provider>
      <OriginsEditor origins={origins} onChange={setOrigins} />
      <output>{origins.join(" ")}</output>
    </Tooltip.Provider>
  );
}

function type(address: string) {
  const field = screen.getByLabelText("Add an origin");
  fireEvent.change(field, { target: { value: address } });
  fireEvent.keyDown(field, { key: "Enter" });
}

function listed() {
  return screen.getByRole("status").textContent;
}

describe("the list of allowed origins", () => {
  afterEach(cleanup);

  it("takes an address and keeps its origin", () => {
    render(<Editor initial={[]} />);

    type("shop.example.com/cart");

    expect(listed()).toBe("https://shop.example.com");
  });

  it("says why it refuses, and keeps what was typed", () => {
    render(<Editor initial={["https://a.example"]} />);

    type("ftp://a.example");
    const refusal = screen.getByText("Only http and https sites can be recorded.");
    type("a.example");

    expect(refusal).toBeTruthy();
    expect(screen.getByText("https://a.example is in the list already.")).toBeTruthy();
    expect(screen.getByLabelText("Add an origin")).toHaveProperty("value", "a.example");
    expect(listed()).toBe("https://a.example");
  });

  it("removes an origin", () => {
    render(<Editor initial={["https://a.example", "https://b.example"]} />);

    fireEvent.click(screen.getByRole("button", { name: "Remove https://a.example" }));

    expect(listed()).toBe("https://b.example");
  });

  it("warns when nobody may send", () => {
    render(<Editor initial={[]} />);

    expect(screen.getByText("No origin yet: every batch is refused.")).toBeTruthy();
  });
});
