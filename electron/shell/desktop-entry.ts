/**
 * An XDG autostart entry that runs `command`. Quoting: Desktop Entry Specification 1.5, "The Exec key": each argument in
 * double quotes, with " ` $ \ escaped once for the argument and backslashes once more for the string, and % doubled.
 */
export function desktopEntry(command: readonly string[]): string {
  const quoted = command.map((argument) => `"${argument.replace(/["`$\\]/g, '\\$&').replace(/\\/g, '\\\\').replace(/%/g, '%%')}"`)
  return `[Desktop Entry]
Type=Application
Name=Dinghai
Name[zh_CN]=定海
Exec=${quoted.join(' ').replace(/[\n\r]/g, '')}
Terminal=false
X-GNOME-Autostart-enabled=true
`
}
