import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { Tooltip } from "radix-ui";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { onLoginExpired } from "./api";
import { ApiError } from "./errors";
import { createAppRouter } from "./routes";
import { Toasts } from "./shell/toasts";
import "./styles.css";

/** A refusal will not change by asking again; a lost connection or a busy server may. */
function shouldRetry(failures: number, error: Error): boolean {
  return failures < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500);
}

const queries = new QueryClient({ defaultOptions: { queries: { retry: shouldRetry } } });
const router = createAppRouter(queries);

onLoginExpired(() => {
  const { href, pathname } = router.state.location;
  if (pathname === "/login") return;
  void router.navigate({ to: "/login", search: { next: href } });
});

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Tooltip.Provider delayDuration={300}>
        <RouterProvider router={router} />
        <Toasts />
      </Tooltip.Provider>
    </QueryClientProvider>
  </StrictMode>,
);
