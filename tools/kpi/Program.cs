using PatientFlow.Configuration;
using PatientFlow.Tools.Kpi;

return await FlowProgram.RunAsync(KpiCommand.Create(), args);
