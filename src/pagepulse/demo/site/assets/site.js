// biome-ignore-all lint/suspicious/noConsole: a shop logs, and the replay shows what it logged
// The shop's own script. State lives in attributes and text, as on most hand-made sites.

const BASKET_KEY = "harbor-basket";

const byId = (id) => document.getElementById(id);

const track = (name, properties) => {
  window.pulse?.track?.(name, properties);
};

const setBasket = (count) => {
  const badge = byId("basket-count");
  badge.firstChild.data = String(count);
  badge.classList.toggle("empty-basket", count === 0);
};

const readBasket = () => Number(sessionStorage.getItem(BASKET_KEY) ?? 0);

const addToBasket = (count) => {
  const total = readBasket() + count;
  sessionStorage.setItem(BASKET_KEY, String(total));
  setBasket(total);
};

const toggle = (button, panel) => {
  const isOpen = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!isOpen));
  panel.hidden = isOpen;
};

const closeMenu = () => {
  byId("learn-button").setAttribute("aria-expanded", "false");
  byId("learn-menu").hidden = true;
};

const startMenus = () => {
  byId("learn-button").addEventListener("click", () =>
    toggle(byId("learn-button"), byId("learn-menu")),
  );
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".dropdown") && !byId("learn-menu").hidden) {
      closeMenu();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !byId("learn-menu").hidden) {
      closeMenu();
    }
  });
  byId("nav-button").addEventListener("click", () => {
    const isOpen = byId("nav").classList.toggle("open");
    byId("nav-button").setAttribute("aria-expanded", String(isOpen));
  });
};

const startNewsletter = () => {
  byId("newsletter").addEventListener("submit", (event) => {
    event.preventDefault();
    byId("newsletter-thanks").hidden = false;
    track("newsletter_joined");
  });
};

const startStoreFinder = () => {
  byId("store-finder").addEventListener("click", () => {
    // No café has a position yet: the demo needs one page with an honest bug.
    const cafes = [];
    const nearest = cafes.sort((a, b) => a.distance - b.distance)[0];
    window.location.hash = `cafe-${nearest.name}`;
  });
};

const startQuiz = () => {
  const quiz = byId("quiz");
  if (!quiz) {
    return;
  }
  byId("quiz-button").addEventListener("click", () => quiz.showModal());
  quiz.addEventListener("close", () => {
    if (quiz.returnValue === "done") {
      track("quiz_done");
    }
  });
};

const filterCatalogue = (roast, words) => {
  let shown = 0;
  for (const card of document.querySelectorAll("#catalogue .product-card")) {
    const fits = (!roast || card.dataset.roast === roast) && card.dataset.words.includes(words);
    card.hidden = !fits;
    shown += fits ? 1 : 0;
  }
  byId("nothing-found").hidden = shown > 0;
  console.debug("Shelves", { roast: roast || "all", shown });
};

const startCatalogue = () => {
  if (!byId("catalogue")) {
    return;
  }
  const chips = [...document.querySelectorAll(".chip[data-roast]")];
  let roast = "";
  const refresh = () => filterCatalogue(roast, byId("search").value.trim().toLowerCase());
  for (const chip of chips) {
    chip.addEventListener("click", () => {
      roast = chip.dataset.roast;
      for (const other of chips) {
        other.setAttribute("aria-pressed", String(other === chip));
      }
      refresh();
    });
  }
  byId("search").addEventListener("input", refresh);
};

const askStock = async (slug) => {
  const answer = await fetch(`/api/stock/${slug}?shop=pier-9`);
  console.info("Stock", await answer.json());
};

const startProduct = () => {
  const form = byId("add-form");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const bags = Number(byId("bags").value) || 1;
    addToBasket(bags);
    console.log("Basket", { bags: readBasket() });
    void askStock(form.dataset.slug);
    track("added_to_basket", {
      coffee: form.dataset.slug,
      bags,
      price: Number(form.dataset.price),
    });
  });
};

const startPlans = () => {
  const plans = byId("plans");
  if (!plans) {
    return;
  }
  const switches = [byId("bill-monthly"), byId("bill-yearly")];
  for (const button of switches) {
    button.addEventListener("click", () => {
      plans.classList.toggle("by-year", button.dataset.billing === "yearly");
      for (const other of switches) {
        other.setAttribute("aria-pressed", String(other === button));
      }
    });
  }
  for (const choice of document.querySelectorAll(".plan-choice")) {
    choice.addEventListener("click", () => {
      const billing = plans.classList.contains("by-year") ? "yearly" : "monthly";
      track("plan_chosen", { plan: choice.dataset.plan, billing });
    });
  }
};

// The parcel service is always down: the demo needs one request that fails.
const askDelivery = async () => {
  try {
    const answer = await fetch("/api/delivery?from=pier-9");
    if (!answer.ok) {
      throw new Error(`the parcel service answered ${answer.status}`);
    }
  } catch (error) {
    console.error("No delivery date:", error);
  }
};

const startCheckout = () => {
  const form = byId("checkout-form");
  byId("country")?.addEventListener("change", askDelivery);
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    for (const input of form.querySelectorAll("[required]")) {
      input.setAttribute("aria-invalid", String(!input.checkValidity()));
    }
    const isComplete = form.checkValidity();
    byId("checkout-error").hidden = isComplete;
    if (isComplete) {
      sessionStorage.removeItem(BASKET_KEY);
      track("order_placed", { total: 34, currency: "EUR" });
      window.location.assign("/thanks/");
    }
  });
};

const ORDERS = [
  ["HP-2291", "17 Nov", "Sidama, Huila", "€24", "On its way"],
  ["HP-2240", "20 Oct", "Harbor Blend", "€12", "Delivered"],
  ["HP-2187", "22 Sep", "Nyeri, Antigua", "€27", "Delivered"],
  ["HP-2131", "25 Aug", "Tarrazú", "€13", "Delivered"],
];

const renderOrders = () => {
  const body = byId("orders");
  if (body.childElementCount > 0) {
    return;
  }
  for (const order of ORDERS) {
    const row = document.createElement("tr");
    row.append(
      ...order.map((text) => {
        const cell = document.createElement("td");
        cell.textContent = text;
        return cell;
      }),
    );
    body.append(row);
  }
};

const showView = (view) => {
  for (const tab of document.querySelectorAll("#account [role=tab]")) {
    const isChosen = tab.dataset.view === view;
    tab.setAttribute("aria-selected", String(isChosen));
    byId(tab.getAttribute("aria-controls")).hidden = !isChosen;
  }
  if (view === "orders") {
    renderOrders();
  }
  document.title = `${view[0].toUpperCase()}${view.slice(1)} · Harbor & Pine`;
};

const viewOfPath = () => window.location.pathname.split("/")[2] || "overview";

const startAccount = () => {
  if (!byId("account")) {
    return;
  }
  for (const tab of document.querySelectorAll("#account [role=tab]")) {
    tab.addEventListener("click", () => {
      const view = tab.dataset.view;
      window.history.pushState({}, "", view === "overview" ? "/account/" : `/account/${view}/`);
      showView(view);
    });
  }
  window.addEventListener("popstate", () => showView(viewOfPath()));
  byId("pause-plan").addEventListener("click", () => {
    const isPaused = byId("pause-plan").getAttribute("aria-pressed") === "true";
    byId("pause-plan").setAttribute("aria-pressed", String(!isPaused));
    byId("pause-plan").firstChild.data = isPaused ? "Pause the plan" : "Go on";
    track(isPaused ? "plan_resumed" : "plan_paused");
  });
  byId("settings-form").addEventListener("submit", (event) => {
    event.preventDefault();
    byId("settings-saved").hidden = false;
  });
  showView(viewOfPath());
  window.pulse?.identify?.("customer-2291");
};

const start = () => {
  setBasket(readBasket());
  startMenus();
  startNewsletter();
  startStoreFinder();
  startQuiz();
  startCatalogue();
  startProduct();
  startPlans();
  startCheckout();
  startAccount();
};

start();
