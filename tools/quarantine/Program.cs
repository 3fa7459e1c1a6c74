using PatientFlow.Configuration;
using PatientFlow.Tools.Quarantine;

return await FlowProgram.RunAsync(QuarantineCommand.Create(), args);
