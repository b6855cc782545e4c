using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Models.Tests.Checkpoints;

/// <summary>Pickles that would run code, or eat memory or time, in a reader that carried them out.</summary>
public sealed class HostilePickleTests
{
    private static readonly float[] Storage = [1];

    [Theory]
    [InlineData("os", "system")]
    [InlineData("posix", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("__builtin__", "eval")]
    [InlineData("subprocess", "Popen")]
    [InlineData("torch", "load")]
    [InlineData("torch._utils", "_rebuild_tensor_v2.__globals__")]
    [InlineData("torch", "FloatStorage.__init__")]
    [InlineData("collections", "OrderedDict.fromkeys")]
    [InlineData("", "")]
    public void Global_ThatRebuildsNoTensor_IsRefusedByName(string module, string name)
    {
        string full = $"'{module}.{name}'";
        Refuses(full, pickle => pickle.Global(module, name).Op('(').Text("echo").Op('t').Op('R'));
        Refuses(full, pickle => pickle.Text(module).Text(name).Op(0x93).Op('(').Text("echo").Op('t').Op('R'));
        Refuses(full, pickle => pickle.Op('(').Text("echo").Op('i').Ascii($"{module}\n{name}\n"));
        Refuses(full, pickle => pickle.Op('(').Global(module, name).Text("echo").Op('o'));
        Refuses(full, pickle => pickle.Global(module, name).Op('(').Text("echo").Op('t').Op(0x81));
        Refuses(full, pickle => pickle.Global(module, name).Op(')').Op('}').Op(0x92));
        Refuses(full, pickle => pickle.Op('}').Global(module, name).Op('b'));
    }

    [Fact]
    public void KnownName_UsedToMakeObjects_IsRefused()
    {
        Refuses("collections.OrderedDict", pickle => pickle.Op('(').Op('i').Ascii("collections\nOrderedDict\n"));
        Refuses("Object", pickle => pickle.Op('(').Global("collections", "OrderedDict").Op('o'));
        Refuses("NewObjectExtended", pickle => pickle.Global("collections", "OrderedDict").Op(')').Op('}').Op(0x92));
        Refuses("torch.FloatStorage", pickle => pickle.Global("torch", "FloatStorage").Op(')').Op('R'));
        Refuses("torch.FloatStorage", pickle => pickle.Global("torch", "FloatStorage").Op(')').Op(0x81));
        Refuses("OrderedDict", pickle => pickle.Global("collections", "OrderedDict").Number(1).Op(0x85).Op('R'));
        Refuses("OrderedDict", pickle => pickle.Global("collections", "OrderedDict").Op(']').Number(1).Op('a').Op(0x85).Op('R'));
        Refuses("_rebuild_parameter", pickle => pickle.Global("torch._utils", "_rebuild_parameter").Number(1).Op(0x85).Op('R'));
        Refuses("no name", pickle => pickle.Text("os.system").Op(')').Op('R'));
        Refuses("no name", pickle => pickle.Global("collections", "OrderedDict").Text("").Op('R'));
    }

    [Fact]
    public void Build_OnAnythingButModuleVersions_IsRefused()
    {
        Refuses("state", pickle => pickle.Op(']').Op('}').Op('b'));
        Refuses("state", pickle => pickle.Op('}').Op('}').Text("__class__").Op('}').Op('s').Op('b'));
        Refuses("state", pickle => pickle.Global("collections", "OrderedDict").Op('}').Op('b'));
        Refuses("state", pickle => pickle
            .Tensor(inner => inner.Storage("FloatStorage", "0", 1), 0, [1], [1]).Op('}').Text("_metadata").Op('}').Op('s').Op('b'));
    }

    [Theory]
    [InlineData(new byte[] { 0x82, 1 }, "Extension1")]
    [InlineData(new byte[] { 0x83, 1, 0 }, "Extension2")]
    [InlineData(new byte[] { 0x84, 1, 0, 0, 0 }, "Extension4")]
    [InlineData(new byte[] { (byte)'P', (byte)'0', (byte)'\n' }, "PersistentId")]
    [InlineData(new byte[] { 0x8f }, "0x8f")]
    [InlineData(new byte[] { 0x97 }, "0x97")]
    [InlineData(new byte[] { 0xff }, "0xff")]
    [InlineData(new byte[] { 0x80, 6 }, "protocol 6")]
    public void Operation_ThatNoStateDictNeeds_IsRefusedByName(byte[] operation, string expected) =>
        Refuses(expected, pickle => pickle.Op(operation));

    [Theory]
    [InlineData("R")]
    [InlineData("s")]
    [InlineData("u")]
    [InlineData("t")]
    [InlineData("1")]
    [InlineData("(0")]
    [InlineData("a")]
    [InlineData("e")]
    [InlineData("b")]
    [InlineData("Q")]
    [InlineData("NQ")]
    [InlineData("2")]
    [InlineData("d")]
    [InlineData("Na")]
    [InlineData("NNa")]
    [InlineData("(NNu")]
    [InlineData("}(Nu")]
    [InlineData("h\u0000")]
    [InlineData("g9\n")]
    [InlineData("gx\n")]
    [InlineData("q\u0000")]
    [InlineData("p-1\n")]
    [InlineData("I1.5\n")]
    [InlineData("I99999999999999999999\n")]
    [InlineData("Fx\n")]
    [InlineData("Lx\n")]
    [InlineData("N")]
    [InlineData("(N")]
    [InlineData("NN")]
    public void Stack_UsedWrongly_IsRefused(string operations)
    {
        CheckpointException error = Fails(PickleBytes.Zip(new PickleBytes().Ascii(operations).Stop(), Storage));
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Length_BeyondTheFile_IsRefused()
    {
        Refuses("cut short", pickle => pickle.Op('X').Int32(1000));
        Refuses("more than", pickle => pickle.Op('X').Int32(-1));
        Refuses("more than", pickle => pickle.Op(0x8d, 255, 255, 255, 255, 255, 255, 255, 255));
        Refuses("more than", pickle => pickle.Op(0x8e, 255, 255, 255, 255, 255, 255, 255, 127));
        Refuses("cut short", pickle => pickle.Op(0x8a, 200));
        Refuses("more than", pickle => pickle.Op(0x8b).Int32(1 << 30));
        Refuses("more than", pickle => pickle.Op(0x8b).Int32(-1));
        Refuses("beyond", pickle => pickle.Op(0x95, 255, 255, 255, 255, 255, 255, 255, 255));
        Refuses("line", pickle => pickle.Op('c').Ascii(new string('a', 300)));
        Refuses("UTF-8", pickle => pickle.Op(0x8c, 1, 255));
    }

    [Fact]
    public void Depth_WithoutEnd_IsRefused()
    {
        Refuses("nests too deeply", pickle => pickle.Ascii(new string('(', 100_000)));
        Refuses("too many values", pickle => pickle.Ascii(new string('N', 100_000)));
    }

    [Fact]
    public void Memo_ThatMultiplies_IsReadAsLittleAsItIs()
    {
        // Each tuple holds the one before it twice; written out it would have 2^5000 leaves.
        Refuses("no tensor", pickle =>
        {
            _ = pickle.Op('N');
            for (int level = 0; level < 5000; level++)
            {
                _ = pickle.Op('2').Op(0x86);
            }
        });
    }

    [Fact]
    public void Memo_OfADictionaryInItself_IsRefused()
    {
        byte[] pickle = new PickleBytes().Op('}').Op((byte)'q', 0).Text("weight").Op((byte)'h', 0).Op('s').Stop();
        Assert.Contains("'weight'", Fails(PickleBytes.Zip(pickle, Storage)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Memo_TooLarge_IsRefused()
    {
        PickleBytes pickle = new PickleBytes().Op('N');
        for (int index = 0; index <= 1 << 22; index++)
        {
            _ = pickle.Op('r').Int32(index);
        }

        Assert.Contains("remembers too many", Fails(PickleBytes.Zip(pickle.Stop(), Storage)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Operations_WithoutEnd_AreRefused()
    {
        string endless = string.Concat(Enumerable.Repeat("N0", (1 << 23) + 1));
        Assert.Contains(
            "too many operations",
            Fails(PickleBytes.Zip(new PickleBytes().Ascii(endless).Stop(), Storage)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Tensor_ThatIsConjugatedOrNegated_IsRefused() => Refuses("_rebuild_tensor_v2", pickle => pickle
        .Global("torch._utils", "_rebuild_tensor_v2").Op('(').Storage("FloatStorage", "0", 1).Number(0).Tuple(1).Tuple(1).Op(0x89)
        .Op('}').Op('}').Text("neg").Op(0x88).Op('s').Op('t').Op('R'));

    private static void Refuses(string expected, Action<PickleBytes> value)
    {
        byte[] pickle = PickleBytes.StateDict(value);
        foreach (byte[] file in (byte[][])[PickleBytes.Zip(pickle, Storage), PickleBytes.Stream(pickle, Storage)])
        {
            CheckpointException error = Fails(file);
            Assert.Contains(expected, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        }
    }

    private static CheckpointException Fails(byte[] file)
    {
        using TemporaryFolder folder = new();
        return Assert.Throws<CheckpointException>(() => TorchFile.Open(folder.Write("pytorch_model.bin", file)));
    }
}
