using System.Reflection;
using System.Reflection.Emit;
using Orleans.Runtime;

namespace Orleans.Embedded.Calls;

/// <summary>
/// Emits the reference type of one interface: each method makes a call object of its own type, sets the arguments as
/// fields and sends it. Nothing is boxed and nothing is looked up when a call is made.
/// </summary>
internal sealed class ProxyEmitter(ModuleBuilder module, Type interfaceType, int number)
{
    private static readonly Type[] ConstructorParameters = [typeof(InterfaceBinding), typeof(string)];

    private readonly string _prefix = $"{interfaceType.Name}_{number}";

    internal Func<InterfaceBinding, string, GrainReference> Emit()
    {
        var proxy = module.DefineType(
            _prefix, TypeAttributes.Public | TypeAttributes.Sealed, typeof(GrainReference), [interfaceType]);
        var constructor = EmitConstructor(proxy);
        var methods = Methods();
        for (var i = 0; i < methods.Count; i++)
            EmitMethod(proxy, methods[i], new CallEmitter(module, methods[i], $"{_prefix}_{i}_{methods[i].Name}"));
        EmitCreate(proxy, constructor);
        return proxy.CreateType()
            .GetMethod("Create", BindingFlags.Public | BindingFlags.Static)!
            .CreateDelegate<Func<InterfaceBinding, string, GrainReference>>();
    }

    private List<MethodInfo> Methods() =>
        interfaceType.GetInterfaces().Prepend(interfaceType)
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
            .Where(method => method.IsAbstract || method.IsVirtual)
            .ToList();

    private static ConstructorBuilder EmitConstructor(TypeBuilder proxy)
    {
        var constructor = proxy.DefineConstructor(
            MethodAttributes.Public, CallingConventions.HasThis, ConstructorParameters);
        var il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(
            OpCodes.Call,
            typeof(GrainReference).GetConstructor(
                BindingFlags.Instance | BindingFlags.NonPublic, ConstructorParameters)!);
        il.Emit(OpCodes.Ret);
        return constructor;
    }

    private static void EmitCreate(TypeBuilder proxy, ConstructorBuilder constructor)
    {
        var create = proxy.DefineMethod(
            "Create", MethodAttributes.Public | MethodAttributes.Static, typeof(GrainReference), ConstructorParameters);
        var il = create.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Newobj, constructor);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitMethod(TypeBuilder proxy, MethodInfo method, CallEmitter call)
    {
        var parameters = method.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        var builder = proxy.DefineMethod(
            $"{method.DeclaringType!.Name}.{method.Name}",
            MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final
                | MethodAttributes.HideBySig | MethodAttributes.NewSlot,
            method.ReturnType,
            parameters);
        var emitted = call.Emit();
        var il = builder.GetILGenerator();
        il.Emit(OpCodes.Newobj, emitted.Constructor);
        for (var i = 0; i < parameters.Length; i++)
        {
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldarg, i + 1);
            il.Emit(OpCodes.Stfld, emitted.Arguments[i]);
        }

        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, emitted.Send);
        if (method.ReturnType == typeof(void)) il.Emit(OpCodes.Pop);
        else if (method.ReturnType.IsValueType)
            il.Emit(OpCodes.Newobj, method.ReturnType.GetConstructor([emitted.Send.ReturnType])!);
        il.Emit(OpCodes.Ret);
        proxy.DefineMethodOverride(builder, method);
    }
}
