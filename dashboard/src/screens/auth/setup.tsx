import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { firstProject, meQuery, startSession } from "../../account";
import { answerOf, api } from "../../api";
import { EmailField, Form } from "../../components/form";
import {
  type NewProject,
  NewProjectFields,
  useNewProject,
} from "../../components/new-project-fields";
import { AuthFrame } from "./frame";
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
  const draft = useNewProject();
  const { project } = draft;
  const setup = useSetup();
  return (
    <Form
      submit={setup.isPending ? "Setting up…" : "Set up"}
      isWide
      call={setup}
      onSubmit={() => project && setup.mutate({ token, email, password, project })}
    >
      <EmailField autoComplete="username" value={email} onChange={setEmail} />
      <NewPasswordField value={password} onChange={setPassword} />
      <hr className="my-1" />
      <NewProjectFields draft={draft} />
    </Form>
  );
}

function useSetup() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: { token: string; email: string; password: string; project: NewProject }) =>
      answerOf(api.POST("/api/auth/setup", { body })),
    onSuccess: async () => {
      await startSession(queries);
      const project = firstProject((await queries.ensureQueryData(meQuery)).projects);
      if (!project) return navigate({ to: "/" });
      const params = { projectId: project.projectId };
      return navigate({ to: "/p/$projectId/settings/install", params });
    },
  });
}
