export declare function inOrder(
  names: readonly string[],
  print: (text: string) => void,
): {
  say(name: string, text: string): void
  end(name: string): void
}
