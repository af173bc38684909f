export declare function problemsOf(path: string, text: string): { readonly line: number; readonly message: string }[]
