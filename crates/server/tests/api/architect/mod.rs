mod grammars;
mod prompts;
