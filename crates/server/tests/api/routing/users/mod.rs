mod utilization;
