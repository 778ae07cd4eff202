// The part of React that the examples use, so that they can be type-checked without React.
declare module 'react' {
  export function useState<State>(
    initial: State
  ): [State, (next: State | ((previous: State) => State)) => void];
  export function useEffect(effect: () => (() => void) | void, dependencies?: unknown[]): void;
}
