using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using Orleans.Runtime;

namespace Orleans.Embedded.Calls;

/// <summary>The reference types of this process, emitted when an interface is first used.</summary>
internal static class ProxyModule
{
    /// <summary>The name of the emitted assembly.</summary>
    internal const string AssemblyName = "Orleans.Embedded.Proxies";

    private static readonly Lock EmitLock = new();
    private static readonly ModuleBuilder Module = DefineModule(out Assembly, out AccessAttribute);
    private static readonly AssemblyBuilder Assembly;
    private static readonly ConstructorInfo AccessAttribute;
    private static readonly HashSet<string> Accessible = [];
    private static readonly ConcurrentDictionary<Type, Func<InterfaceBinding, string, GrainReference>> Creators = [];

    /// <summary>The function that makes references of this interface.</summary>
    internal static Func<InterfaceBinding, string, GrainReference> CreatorOf(Type interfaceType)
    {
        if (Creators.TryGetValue(interfaceType, out var known)) return known;
        lock (EmitLock)
        {
            if (Creators.TryGetValue(interfaceType, out known)) return known;
            Allow_NeedsLock(typeof(ProxyModule).Assembly);
            Allow_NeedsLock(interfaceType.Assembly);
            foreach (var inherited in interfaceType.GetInterfaces()) Allow_NeedsLock(inherited.Assembly);
            foreach (var argument in interfaceType.GetGenericArguments()) Allow_NeedsLock(argument.Assembly);
            return Creators[interfaceType] = new ProxyEmitter(Module, interfaceType, Creators.Count).Emit();
        }
    }

    /// <summary>Lets emitted types use internal ones, so that grain interfaces need not be public.</summary>
    private static void Allow_NeedsLock(Assembly assembly)
    {
        var name = assembly.GetName().Name;
        if (name is null || !Accessible.Add(name)) return;
        Assembly.SetCustomAttribute(new CustomAttributeBuilder(AccessAttribute, [name]));
    }

    private static ModuleBuilder DefineModule(out AssemblyBuilder assembly, out ConstructorInfo accessAttribute)
    {
        assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(AssemblyName), AssemblyBuilderAccess.Run);
        var module = assembly.DefineDynamicModule(AssemblyName);
        accessAttribute = DefineAccessAttribute(module);
        return module;
    }

    /// <summary>The runtime knows this attribute by its name; no library declares it.</summary>
    private static ConstructorInfo DefineAccessAttribute(ModuleBuilder module)
    {
        var type = module.DefineType(
            "System.Runtime.CompilerServices.IgnoresAccessChecksToAttribute",
            TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit,
            typeof(Attribute));
        var field = type.DefineField("_assemblyName", typeof(string), FieldAttributes.Private);
        var constructor = type.DefineConstructor(
            MethodAttributes.Public, CallingConventions.HasThis, [typeof(string)]);
        var il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(
            OpCodes.Call,
            typeof(Attribute).GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, [])!);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Stfld, field);
        il.Emit(OpCodes.Ret);
        return type.CreateType().GetConstructor([typeof(string)])!;
    }
}
