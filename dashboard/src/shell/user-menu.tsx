import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import {
  Bell,
  BellOff,
  CircleUserRound,
  LogOut,
  Monitor,
  Moon,
  ShieldCheck,
  Sun,
} from "lucide-react";
import { answerOf, api } from "../api";
import { cn } from "../components/class-names";
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from "../components/menu";
import { setQuiet, useQuiet } from "../live/quiet";
import { useMe, useProject } from "../project";
import { setTheme, type Theme, useTheme } from "../theme";

export const THEME_CHOICES = [
  { theme: "system", label: "As the system", icon: Monitor },
  { theme: "light", label: "Light", icon: Sun },
  { theme: "dark", label: "Dark", icon: Moon },
] as const;

/** Who is logged in, the theme, the way out. */
export function UserMenu({ isNarrow }: { isNarrow: boolean }) {
  const { user, version } = useMe();
  const logout = useLogout();
  return (
    <Menu>
      <MenuTrigger
        aria-label={`${user.email}: account and theme`}
        className={cn(
          "flex h-9 items-center gap-2.5 rounded-lg px-2 text-left text-ink-muted transition-colors hover:bg-hover hover:text-ink",
          isNarrow && "justify-center px-0",
        )}
      >
        <CircleUserRound className="size-4 shrink-0" aria-hidden="true" />
        {isNarrow ? null : <span className="min-w-0 flex-1 truncate">{user.email}</span>}
      </MenuTrigger>
      <MenuContent side="top" className="w-56">
        <MenuLabel>{user.email}</MenuLabel>
        <MenuSeparator />
        <ThemeItems />
        <MenuSeparator />
        <NoticesItem />
        <AccountItem />
        <MenuItem onSelect={() => logout.mutate()}>
          <LogOut aria-hidden="true" /> Log out
        </MenuItem>
        <MenuLabel>PagePulse {version}</MenuLabel>
      </MenuContent>
    </Menu>
  );
}

function AccountItem() {
  const { projectId } = useProject();
  return (
    <MenuItem asChild>
      <Link to="/p/$projectId/settings/account" params={{ projectId }}>
        <ShieldCheck aria-hidden="true" /> Your account
      </Link>
    </MenuItem>
  );
}

function NoticesItem() {
  const quiet = useQuiet();
  const Icon = quiet ? BellOff : Bell;
  return (
    <MenuItem onSelect={() => setQuiet(!quiet)}>
      <Icon aria-hidden="true" /> {quiet ? "Tell me of new sessions" : "Mute new sessions"}
    </MenuItem>
  );
}

function ThemeItems() {
  const theme = useTheme();
  return (
    <MenuRadioGroup value={theme} onValueChange={(next) => setTheme(next as Theme)}>
      {THEME_CHOICES.map(({ theme: value, label, icon: Icon }) => (
        <MenuRadioItem key={value} value={value}>
          <Icon aria-hidden="true" /> {label}
        </MenuRadioItem>
      ))}
    </MenuRadioGroup>
  );
}

function useLogout() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => answerOf(api.POST("/api/auth/logout", {})),
    onSettled: async () => {
      await navigate({ to: "/login" });
      queries.clear();
    },
  });
}
