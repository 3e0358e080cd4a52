import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { meQuery } from "../../account";
import { answerOf, api } from "../../api";
import { Button } from "../../components/button";
import { DataTableSkeleton } from "../../components/data-table";
import { Confirm } from "../../components/dialog";
import { Form } from "../../components/form";
import { ErrorMessage } from "../../components/message";
import { NewPasswordField, PasswordField } from "../auth/password";
import { SecondFactor } from "./second-factor";
import { Section } from "./section";

export const accountQuery = queryOptions({
  queryKey: ["account"],
  queryFn: () => answerOf(api.GET("/api/account")),
});

/** One's own account; the same in every project. */
export function AccountSettings() {
  const account = useQuery(accountQuery);
  if (account.isPending) return <DataTableSkeleton />;
  if (account.isError) {
    return (
      <ErrorMessage
        title="Your account could not be loaded"
        error={account.error}
        onRetry={() => void account.refetch()}
      />
    );
  }
  const { email, secondFactor, loginCount } = account.data;
  return (
    <div className="flex flex-col gap-10">
      <SecondFactor state={secondFactor} />
      <Section title="Password" note={`You log in as ${email}.`}>
        <PasswordForm />
      </Section>
      <Section title="Other browsers" note={whereLoggedIn(loginCount)}>
        {loginCount > 1 ? <EndOthers count={loginCount - 1} /> : null}
      </Section>
    </div>
  );
}

function whereLoggedIn(count: number): string {
  if (count <= 1) return "You are logged in in this browser only.";
  return `You are logged in in ${count} browsers, this one among them.`;
}

function PasswordForm() {
  const [password, setPassword] = useState("");
  const [newPassword, setNewPassword] = useState("");
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: () =>
      answerOf(api.POST("/api/account/password", { body: { password, newPassword } })),
    onSuccess: async () => {
      setPassword("");
      setNewPassword("");
      toast("Your password is changed. Every other browser was logged out.");
      // The login is a new one, and with it the token that every change carries.
      await queries.fetchQuery({ ...meQuery, staleTime: 0 });
      await queries.invalidateQueries({ queryKey: accountQuery.queryKey });
    },
  });
  return (
    <div className="max-w-96">
      <Form
        submit={change.isPending ? "Changing…" : "Change the password"}
        call={change}
        onSubmit={() => change.mutate()}
      >
        <PasswordField label="Current password" value={password} onChange={setPassword} />
        <NewPasswordField label="New password" value={newPassword} onChange={setNewPassword} />
      </Form>
    </div>
  );
}

function EndOthers({ count }: { count: number }) {
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: () => answerOf(api.POST("/api/account/logins/end-others")),
    onSuccess: () => queries.invalidateQueries({ queryKey: accountQuery.queryKey }),
  });
  return (
    <Confirm
      title="Log out every other browser?"
      note={count === 1 ? "One other browser is logged out." : `${count} browsers are logged out.`}
      confirmLabel="Log them out"
      onConfirm={() => end.mutateAsync()}
    >
      <Button className="self-start">Log out every other browser</Button>
    </Confirm>
  );
}
