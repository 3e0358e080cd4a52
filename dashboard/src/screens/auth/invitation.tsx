import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { startSession } from "../../account";
import { answerOf, api } from "../../api";
import { Button } from "../../components/button";
import { AuthFrame, FormError } from "./frame";
import { useOneTimeToken } from "./one-time-token";
import { NewPasswordField } from "./password";

/** A new member chooses a password. */
export function InvitationScreen() {
  const token = useOneTimeToken();
  const [password, setPassword] = useState("");
  const accept = useAccept();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    accept.mutate({ token, password });
  };
  if (!token) {
    return (
      <AuthFrame
        title="This invitation is not complete"
        note="Open the whole link that you were sent. If it was used already, log in; if it is lost, ask for a new one."
      />
    );
  }
  return (
    <AuthFrame title="Welcome to PagePulse" note="Choose a password to finish your login.">
      <form onSubmit={submit} className="flex flex-col gap-4">
        <NewPasswordField value={password} onChange={setPassword} />
        <FormError error={accept.error} />
        <Button type="submit" look="primary" size="large" disabled={accept.isPending}>
          Join
        </Button>
      </form>
    </AuthFrame>
  );
}

function useAccept() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: { token: string; password: string }) =>
      answerOf(api.POST("/api/auth/invitation", { body })),
    onSuccess: async () => {
      await startSession(queries);
      await navigate({ to: "/" });
    },
  });
}
