int p_Sources_Host_CRuntime_p_c(void); int p_Sources_Host_CRuntime_p_c(void) { return 0; }
