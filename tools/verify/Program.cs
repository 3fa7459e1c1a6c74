using PatientFlow.Configuration;
using PatientFlow.Tools.Verify;

return await FlowProgram.RunAsync(VerifyCommand.Create(), args);
