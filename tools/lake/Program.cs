using PatientFlow.Configuration;
using PatientFlow.Tools.Lake;

return await FlowProgram.RunAsync(LakeCommand.Create(), args);
