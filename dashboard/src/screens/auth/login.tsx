import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { safeNext, setupQuery, startSession } from "../../account";
import { addressOf, answerOf, api } from "../../api";
import { Button } from "../../components/button";
import { EmailField, Form } from "../../components/form";
import { ApiError } from "../../errors";
import { AuthFrame } from "./frame";
import { CodeField, PasswordField } from "./password";

const route = getRouteApi("/login");

/** Refusals that ask for a code of the authenticator app. */
const ASKS_FOR_CODE: ReadonlySet<string> = new Set(["second_factor_required", "wrong_code"]);

/** Why somebody came back from the provider without a login, by the code in the address. */
const PROBLEMS: Readonly<Record<string, string>> = {
  sign_on_unknown: "You are no member of a project here. Ask its admin to add your e-mail address.",
  sign_on_refused: "That login did not work, or took too long. Try again.",
  sign_on_failed: "The provider does not answer as it should. Try again later.",
  too_many_logins: "Too many attempts. Wait some seconds, then try again.",
  https_required: "Log in over https, or at http://localhost on the machine itself.",
};

export function LoginScreen() {
  const { next, problem } = route.useSearch();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const login = useLogin(next);
  const refusal = login.error instanceof ApiError ? login.error.code : "";
  const [needsCode, setNeedsCode] = useState(false);
  if (!needsCode && ASKS_FOR_CODE.has(refusal)) setNeedsCode(true);
  return (
    <AuthFrame title="Log in" note={next ? "Then you are back where you were." : undefined}>
      <SignOn next={next} problem={problem ? PROBLEMS[problem] : undefined} />
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

/** The way in with a company's accounts, where the operator has set one up. */
function SignOn({ next, problem }: { next: string | undefined; problem: string | undefined }) {
  const { data } = useQuery(setupQuery);
  if (!data?.signOn) return null;
  const address = addressOf("/api/auth/sign-on", { next: safeNext(next, window.location.origin) });
  return (
    <div className="mb-5 flex flex-col gap-3 border-line border-b pb-5">
      {problem ? (
        <p role="alert" className="rounded-lg bg-live-tint px-3 py-2 text-live">
          {problem}
        </p>
      ) : null}
      <Button asChild size="large">
        <a href={address}>Log in with {data.signOn}</a>
      </Button>
    </div>
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
