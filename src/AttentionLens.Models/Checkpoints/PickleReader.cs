using System.Globalization;

namespace AttentionLens.Models.Checkpoints;

/// <summary>Reads the pickle of a state dict as data. Nothing is ever invoked: names of Python objects are looked up in
/// <see cref="TorchGlobals"/> and refused when they are not there. Values are null, bool, long, BigInteger, double, string, byte[],
/// tuples, lists, dictionaries, names, storages and tensors.</summary>
internal ref struct PickleReader
{
    /// <summary>More than any state dict describes.</summary>
    public const int MaximumLength = 1 << 28;

    private const int MaximumProtocol = 5;
    private const int MaximumOperations = 1 << 24;

    private readonly string _fileName;
    private readonly PickleStack _stack;
    private PickleScanner _scanner;

    private PickleReader(string fileName, ReadOnlySpan<byte> bytes)
    {
        _fileName = fileName;
        _scanner = new PickleScanner(fileName, bytes);
        _stack = new PickleStack(fileName);
    }

    /// <summary>Reads the pickle that the bytes begin with.</summary>
    /// <returns>Its value and its length.</returns>
    public static (object? Value, int Length) Read(string fileName, ReadOnlySpan<byte> bytes)
    {
        PickleReader reader = new(fileName, bytes);
        object? value = reader.Run();
        return (value, reader._scanner.Position);
    }

    private object? Run()
    {
        for (int operation = 0; operation < MaximumOperations; operation++)
        {
            PickleOpcode opcode = (PickleOpcode)_scanner.Byte();
            if (opcode == PickleOpcode.Stop)
            {
                object? result = _stack.Pop();
                return _stack.IsEmpty ? result : throw _scanner.Broken("ends with values left over");
            }

            if (!TryNumber(opcode) && !TryText(opcode) && !TryStack(opcode) && !TryContainer(opcode))
            {
                Interpret(opcode);
            }
        }

        throw _scanner.Broken("has too many operations");
    }

    private bool TryNumber(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.None:
                _stack.Push(null);
                return true;
            case PickleOpcode.True or PickleOpcode.False:
                _stack.Push(opcode == PickleOpcode.True);
                return true;
            case PickleOpcode.BinaryInteger:
                _stack.Push((long)_scanner.Int32());
                return true;
            case PickleOpcode.BinaryInteger1:
                _stack.Push((long)_scanner.Byte());
                return true;
            case PickleOpcode.BinaryInteger2:
                _stack.Push((long)_scanner.UInt16());
                return true;
            case PickleOpcode.Integer or PickleOpcode.Long:
                _stack.Push(_scanner.NumberLine(isLong: opcode == PickleOpcode.Long));
                return true;
            case PickleOpcode.Long1:
                _stack.Push(_scanner.Number(_scanner.Byte()));
                return true;
            case PickleOpcode.Long4:
                _stack.Push(_scanner.Number(_scanner.Int32()));
                return true;
            case PickleOpcode.BinaryFloat:
                _stack.Push(_scanner.Double());
                return true;
            case PickleOpcode.Float:
                _stack.Push(_scanner.DoubleLine());
                return true;
            default:
                return false;
        }
    }

    private bool TryText(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.ShortBinaryUnicode or PickleOpcode.ShortBinaryString:
                _stack.Push(_scanner.Text(_scanner.Byte()));
                return true;
            case PickleOpcode.BinaryUnicode or PickleOpcode.BinaryString:
                _stack.Push(_scanner.Text(_scanner.UInt32()));
                return true;
            case PickleOpcode.BinaryUnicode8:
                _stack.Push(_scanner.Text(_scanner.UInt64()));
                return true;
            case PickleOpcode.ShortBinaryBytes:
                _stack.Push(_scanner.Block(_scanner.Byte()));
                return true;
            case PickleOpcode.BinaryBytes:
                _stack.Push(_scanner.Block(_scanner.UInt32()));
                return true;
            case PickleOpcode.BinaryBytes8:
                _stack.Push(_scanner.Block(_scanner.UInt64()));
                return true;
            default:
                return false;
        }
    }

    private bool TryStack(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Mark:
                _stack.Mark();
                return true;
            case PickleOpcode.Pop:
                _ = _stack.Pop();
                return true;
            case PickleOpcode.PopMark:
                _ = _stack.PopToMark();
                return true;
            case PickleOpcode.Duplicate:
                _stack.Push(_stack.Top());
                return true;
            case PickleOpcode.BinaryPut:
                _stack.Remember(_scanner.Byte());
                return true;
            case PickleOpcode.LongBinaryPut:
                _stack.Remember(_scanner.UInt32());
                return true;
            case PickleOpcode.Put:
                _stack.Remember(_scanner.MemoLine());
                return true;
            case PickleOpcode.Memoize:
                _stack.Remember(_stack.MemoCount);
                return true;
            case PickleOpcode.BinaryGet:
                _stack.Recall(_scanner.Byte());
                return true;
            case PickleOpcode.LongBinaryGet:
                _stack.Recall(_scanner.UInt32());
                return true;
            case PickleOpcode.Get:
                _stack.Recall(_scanner.MemoLine());
                return true;
            default:
                return false;
        }
    }

    private readonly bool TryContainer(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.EmptyTuple:
                _stack.Push(new PickleTuple([]));
                return true;
            case PickleOpcode.Tuple1 or PickleOpcode.Tuple2 or PickleOpcode.Tuple3:
                _stack.Push(new PickleTuple(_stack.Pop(opcode - PickleOpcode.Tuple1 + 1)));
                return true;
            case PickleOpcode.Tuple:
                _stack.Push(new PickleTuple(_stack.PopToMark()));
                return true;
            case PickleOpcode.EmptyList:
                _stack.Push(new PickleList());
                return true;
            case PickleOpcode.EmptyDictionary:
                _stack.Push(new PickleDictionary());
                return true;
            case PickleOpcode.List or PickleOpcode.Dictionary:
                object?[] items = _stack.PopToMark();
                _stack.Push(opcode == PickleOpcode.List ? new PickleList() : new PickleDictionary());
                Fill(items);
                return true;
            case PickleOpcode.Append:
                Fill(_stack.Pop(1));
                return true;
            case PickleOpcode.SetItem:
                Fill(_stack.Pop(2));
                return true;
            case PickleOpcode.Appends or PickleOpcode.SetItems:
                Fill(_stack.PopToMark());
                return true;
            default:
                return false;
        }
    }

    /// <summary>Adds items to the list or dictionary on top.</summary>
    private readonly void Fill(object?[] items)
    {
        switch (_stack.Top())
        {
            case PickleList list:
                list.Items.AddRange(items);
                break;
            case PickleDictionary dictionary when items.Length % 2 == 0:
                for (int index = 0; index < items.Length; index += 2)
                {
                    dictionary.Items.Add((items[index], items[index + 1]));
                }

                break;
            default:
                throw _scanner.Broken("adds items to something that is no list or dictionary, or a key without a value");
        }
    }

    /// <summary>The operations that are more than data: names, and what a pickle would do with them.</summary>
    private void Interpret(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Protocol:
                byte protocol = _scanner.Byte();
                if (protocol > MaximumProtocol)
                {
                    throw _scanner.Broken($"is of the unknown protocol {protocol.ToString(CultureInfo.InvariantCulture)}");
                }

                break;
            case PickleOpcode.Frame:
                _scanner.Frame();
                break;
            case PickleOpcode.Global:
                _stack.Push(Known(_scanner.Line(), _scanner.Line()));
                break;
            case PickleOpcode.StackGlobal:
                _stack.Push(_stack.Pop(2) is [string module, string name]
                    ? Known(module, name)
                    : throw _scanner.Broken("makes a name of something that is no text"));
                break;
            case PickleOpcode.Reduce or PickleOpcode.NewObject:
                _stack.Push(Rebuild(_stack.Pop(2)));
                break;
            case PickleOpcode.BinaryPersistentId:
                _stack.Push(TorchRebuilder.Storage(_stack.Pop())
                    ?? throw _scanner.Broken("refers to a storage in a way that torch does not, or of an impossible length"));
                break;
            case PickleOpcode.Build:
                Build(_stack.Pop(), _stack.Top());
                break;
            case PickleOpcode.Instance:
                throw Refused($"creates an object of {Quoted.Of($"{_scanner.Line()}.{_scanner.Line()}")}");
            default:
                throw Refused(Enum.IsDefined(opcode)
                    ? $"contains the operation {opcode}"
                    : $"contains the operation 0x{((byte)opcode).ToString("x2", CultureInfo.InvariantCulture)}");
        }
    }

    private readonly TorchGlobal Known(string module, string name) =>
        TorchGlobals.Find(module, name) ?? throw Refused($"asks for {Quoted.Of($"{module}.{name}")}");

    private readonly object Rebuild(object?[] call) => call switch
    {
        [TorchGlobal global, PickleTuple arguments] => TorchRebuilder.Call(global, arguments.Items)
            ?? throw _scanner.Broken(
                $"uses {global.FullName} with arguments that torch does not write or that reach outside their storage"),
        _ => throw _scanner.Broken("calls something that is no name, or without a tuple of arguments"),
    };

    /// <summary>A module's state dict carries version numbers as attributes; they say nothing about the tensors. No other object of a
    /// state dict has a state to set.</summary>
    private readonly void Build(object? state, object? target)
    {
        if (target is not PickleDictionary || state is not PickleDictionary { Items: [("_metadata", PickleDictionary)] })
        {
            throw Refused("sets the state of an object");
        }
    }

    private readonly CheckpointException Refused(string what) => new(string.Create(CultureInfo.InvariantCulture,
        $"{Quoted.Of(_fileName)} {what} (byte {_scanner.Position} of its pickle); "
        + $"refused: only names that rebuild tensors are read, nothing is run; convert the file to safetensors"));
}
