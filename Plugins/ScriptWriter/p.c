int p_Plugins_ScriptWriter_p_c(void); int p_Plugins_ScriptWriter_p_c(void) { return 0; }
