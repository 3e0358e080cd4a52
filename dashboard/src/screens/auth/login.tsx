import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { safeNext, startSession } from "../../account";
import { answerOf, api } from "../../api";
import { Button } from "../../components/button";
import { Field, Input } from "../../components/input";
import { AuthFrame, FormError } from "./frame";

const route = getRouteApi("/login");

export function LoginScreen() {
  const { next } = route.useSearch();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const login = useLogin(next);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    login.mutate({ email, password });
  };
  return (
    <AuthFrame title="Log in" note={next ? "Then you are back where you were." : undefined}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label="E-mail address">
          {(ids) => (
            <Input
              {...ids}
              type="email"
              autoComplete="username"
              autoFocus
              required
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
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
        <FormError error={login.error} />
        <Button type="submit" look="primary" size="large" disabled={login.isPending}>
          {login.isPending ? "Logging in…" : "Log in"}
        </Button>
      </form>
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
