using System.CommandLine;
using PatientFlow.Configuration;
using PatientFlow.Silo.Audit;
using PatientFlow.Silo.Clustering;
using PatientFlow.Silo.Demo;
using PatientFlow.Silo.Hosting;
using PatientFlow.Silo.Security.Keys;

return await FlowProgram.RunAsync(
    new RootCommand("PatientFlow: where every patient is and which beds are free, live and as Delta tables.")
    {
        SiloCommand.Create(), DemoCommand.Create(), KeysCommand.Create(), AuditCommand.Create(), ClusterSchemaCommand.Create(), TrialBrokerCommand.Create(),
    },
    args);
