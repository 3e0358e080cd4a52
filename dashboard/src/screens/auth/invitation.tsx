import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { startSession } from "../../account";
import { answerOf, api } from "../../api";
import { Form } from "../../components/form";
import { AuthFrame } from "./frame";
import { useOneTimeToken } from "./one-time-token";
import { NewPasswordField } from "./password";

/** A new member chooses a password. */
export function InvitationScreen() {
  const token = useOneTimeToken();
  const [password, setPassword] = useState("");
  const accept = useAccept();
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
      <Form submit="Join" isWide call={accept} onSubmit={() => accept.mutate({ token, password })}>
        <NewPasswordField value={password} onChange={setPassword} />
      </Form>
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
