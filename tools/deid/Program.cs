using PatientFlow.Configuration;
using PatientFlow.Tools.Deid;

return await FlowProgram.RunAsync(DeidCommand.Create(), args);
