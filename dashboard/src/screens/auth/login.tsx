import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { safeNext, startSession } from "../../account";
import { answerOf, api } from "../../api";
import { EmailField, Form } from "../../components/form";
import { ApiError } from "../../errors";
import { AuthFrame } from "./frame";
import { CodeField, PasswordField } from "./password";

const route = getRouteApi("/login");

/** Refusals that ask for a code of the authenticator app. */
const ASKS_FOR_CODE: ReadonlySet<string> = new Set(["second_factor_required", "wrong_code"]);

export function LoginScreen() {
  const { next } = route.useSearch();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const login = useLogin(next);
  const refusal = login.error instanceof ApiError ? login.error.code : "";
  const [needsCode, setNeedsCode] = useState(false);
  if (!needsCode && ASKS_FOR_CODE.has(refusal)) setNeedsCode(true);
  return (
    <AuthFrame title="Log in" note={next ? "Then you are back where you were." : undefined}>
      <Form
        submit={login.isPending ? "Logging in…" : "Log in"}
        isWide
        // That a code is needed is no failure: the field says so.
        call={{ ...login, error: refusal === "second_factor_required" ? null : login.error }}
        onSubmit={() => login.mutate({ email, password, code: needsCode ? code : null })}
      >
        <EmailField autoComplete="username" autoFocus value={email} onChange={setEmail} />
        <PasswordField value={password} onChange={setPassword} />
        {needsCode ? (
          <CodeField
            note="From your authenticator app, or one of your recovery codes."
            value={code}
            onChange={setCode}
          />
        ) : null}
      </Form>
    </AuthFrame>
  );
}

function useLogin(next: string | undefined) {
  const queries = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: (body: { email: string; password: string; code: string | null }) =>
      answerOf(api.POST("/api/auth/login", { body })),
    onSuccess: async () => {
      await startSession(queries);
      router.history.push(safeNext(next, window.location.origin));
    },
  });
}
