mod publishjobs;
