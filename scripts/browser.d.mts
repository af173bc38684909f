export declare function findBrowser(env?: Readonly<Record<string, string | undefined>>): string | null
export declare function openInBrowser(url: string): void
