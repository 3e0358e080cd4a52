import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { safeNext, startSession } from "../../account";
import { answerOf, api } from "../../api";
import { EmailField, Form } from "../../components/form";
import { Field, Input } from "../../components/input";
import { AuthFrame } from "./frame";

const route = getRouteApi("/login");

export function LoginScreen() {
  const { next } = route.useSearch();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const login = useLogin(next);
  return (
    <AuthFrame title="Log in" note={next ? "Then you are back where you were." : undefined}>
      <Form
        submit={login.isPending ? "Logging in…" : "Log in"}
        isWide
        call={login}
        onSubmit={() => login.mutate({ email, password })}
      >
        <EmailField autoComplete="username" autoFocus value={email} onChange={setEmail} />
        <Field label="Password">
          {(ids) => (
            <Input
              {...ids}
              type="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
      </Form>
    </AuthFrame>
  );
}

function useLogin(next: string | undefined) {
  const queries = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: (body: { email: string; password: string }) =>
      answerOf(api.POST("/api/auth/login", { body })),
    onSuccess: async () => {
      await startSession(queries);
      router.history.push(safeNext(next, window.location.origin));
    },
  });
}
