import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { firstProject, meQuery, startSession } from "../../account";
import { answerOf, api } from "../../api";
import { Button } from "../../components/button";
import { Field, Input } from "../../components/input";
import { newProjectSettings, parseOrigin } from "../../origins";
import { AuthFrame, FormError } from "./frame";
import { useOneTimeToken } from "./one-time-token";
import { NewPasswordField } from "./password";

/** First run: the first owner and the first project. */
export function SetupScreen() {
  const token = useOneTimeToken();
  if (!token) {
    return (
      <AuthFrame
        title="Almost there"
        note="PagePulse printed a one-time link when it started. Open that link: it proves that this server is yours. A restart prints a fresh one."
      />
    );
  }
  return (
    <AuthFrame title="Set up PagePulse" note="Your login, and the first site to record.">
      <SetupForm token={token} />
    </AuthFrame>
  );
}

function SetupForm({ token }: { token: string }) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  const origin = parseOrigin(address);
  const setup = useSetup();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!origin.ok) return;
    const project = { name: name.trim(), settings: newProjectSettings([origin.origin]) };
    setup.mutate({ token, email, password, project });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field label="E-mail address">
        {(ids) => (
          <Input
            {...ids}
            type="email"
            autoComplete="username"
            required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <NewPasswordField value={password} onChange={setPassword} />
      <hr className="my-1" />
      <Field label="Name of the project">
        {(ids) => (
          <Input
            {...ids}
            required
            maxLength={100}
            placeholder="Our shop"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="Address of the site"
        note="Only pages of this origin may send recordings. More can be added later."
        error={address !== "" && !origin.ok ? origin.reason : undefined}
      >
        {(ids) => (
          <Input
            {...ids}
            required
            inputMode="url"
            placeholder="https://www.example.com"
            value={address}
            onChange={(event) => setAddress(event.target.value)}
          />
        )}
      </Field>
      <FormError error={setup.error} />
      <Button type="submit" look="primary" size="large" disabled={setup.isPending}>
        {setup.isPending ? "Setting up…" : "Set up"}
      </Button>
    </form>
  );
}

function useSetup() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: {
      token: string;
      email: string;
      password: string;
      project: { name: string; settings: ReturnType<typeof newProjectSettings> };
    }) => answerOf(api.POST("/api/auth/setup", { body })),
    onSuccess: async () => {
      await startSession(queries);
      const project = firstProject((await queries.ensureQueryData(meQuery)).projects);
      if (!project) return navigate({ to: "/" });
      const params = { projectId: project.projectId };
      return navigate({ to: "/p/$projectId/settings/install", params });
    },
  });
}
